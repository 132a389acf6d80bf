"""What cannot be asked of a report, in the language of the reader."""

from django.utils.translation import gettext as _

from windroos.cases.papers import OptionError
from windroos.cases.papers.kinds import NUMBERS


def told(error: OptionError) -> str:
    """What is wrong with an option, as a sentence."""
    if error.fault == "unknown":
        return _("This kind of report has no option “%(option)s”.") % {"option": error.option}
    if error.fault == "missing":
        return _("Choose one.")
    if error.kind == "number":
        least, most = NUMBERS
        return _("This is a whole number of %(least)s to %(most)s.") % {
            "least": least,
            "most": most,
        }
    if error.kind == "flag":
        return _("This is yes or no: true or false.")
    return _("There is no “%(value)s” to choose here.") % {"value": str(error.value)[:100]}
