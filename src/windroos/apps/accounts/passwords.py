"""What a password has to meet beyond what Django asks."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext


class LongEnough(MinimumLengthValidator):
    """As many characters as are asked; Django says so in English only."""

    def get_error_message(self) -> str:
        return ngettext(
            "This password is too short: it needs %(n)s character or more.",
            "This password is too short: it needs %(n)s characters or more.",
            self.min_length,
        ) % {"n": self.min_length}
