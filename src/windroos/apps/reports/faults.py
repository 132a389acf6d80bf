"""What cannot be asked of a report, in the language of the reader."""

from django.utils.translation import gettext as _

from windroos.cases.papers import OptionError


def told(error: OptionError) -> str:
    """What is wrong with an option, as a sentence."""
    if error.fault == "unknown":
        return _("This kind of report has no option “%(option)s”.") % {"option": error.option}
    if error.fault == "missing":
        return _("Choose one.")
    return _("There is no “%(value)s” to choose here.") % {"value": str(error.value)[:100]}
