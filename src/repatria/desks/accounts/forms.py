"""The forms of accounts: signing in, codes, invitations, roles."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.account.forms import ReauthenticateForm as PasswordForm
from allauth.mfa import app_settings as factor_settings
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from repatria.desks.accounts import queries
from repatria.desks.accounts.models import Party, User
from repatria.desks.accounts.rights import ROLE_WORDS, Role


def _worded(form: forms.Form, labels: dict[str, Any]) -> None:
    """Our labels, above the fields and not inside them."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        if name in labels:
            field.label, field.help_text = labels[name], ""


class SignInForm(LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _worded(self, {"login": _("Email address"), "password": _("Password")})
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class PasswordAgainForm(PasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _worded(self, {"password": _("Password")})


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        labels = {
            "oldpassword": _("Present password"),
            "password1": _("New password"),
            "password2": _("New password again"),
        }
        _worded(self, labels)
        self.fields["password1"].help_text = PASSWORD_RULE


USED = _("This code was used already. Wait for the next one.")
PASSWORD_RULE = _("At least 12 characters. A sentence of your own is best.")


class _OnceForm(forms.Form):
    """A code is taken once. allauth remembers a used one for half a minute; with a step of
    tolerance to both sides it stays right for a minute and a half."""

    def clean_code(self) -> str:
        user = self.user  # type: ignore[attr-defined]
        digits = "".join(filter(str.isalnum, self.cleaned_data["code"]))
        key, used = f"accounts.code.{user.pk}.{digits}", ValidationError(USED)
        if cache.get(key):
            raise used
        code: str = super().clean_code()  # type: ignore[misc]
        steps = 2 * factor_settings.TOTP_TOLERANCE + 1
        # Of two who send the same code at once, the one that is first to add it comes in.
        if not cache.add(key, "used", timeout=steps * factor_settings.TOTP_PERIOD):
            raise used
        return code

    def _name_fields(self) -> None:
        _worded(self, {"code": _("Code")})
        self.fields["code"].widget.attrs.update({"inputmode": "numeric", "spellcheck": "false"})


class CodeForm(_OnceForm, AuthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._name_fields()


class CodeAgainForm(_OnceForm, ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._name_fields()


class FirstCodeForm(_OnceForm, ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._name_fields()


class KeyForm(AddWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        labels = {"name": _("Name of the key"), "passwordless": _("Sign in with it alone")}
        _worded(self, labels)


class JoinForm(forms.Form):
    """What somebody who was invited chooses."""

    name = forms.CharField(label=_("Your name"), max_length=200)
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=PASSWORD_RULE,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **named: Any) -> None:
        super().__init__(*args, **named)
        self.email = email

    def clean(self) -> None:
        given = self.cleaned_data
        password = given.get("password", "")
        if password and given.get("again") and password != given["again"]:
            self.add_error("again", _("The two passwords differ."))
        if password:
            try:
                validate_password(password, User(email=self.email, name=given.get("name", "")))
            except ValidationError as error:
                self.add_error("password", error)


def _role_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Roles"),
        choices=[(each.value, ROLE_WORDS[each]) for each in Role],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("Email address"))
    name = forms.CharField(label=_("Name"), max_length=200)
    party = forms.ModelChoiceField(label=_("For"), queryset=Party.objects.none(), empty_label=None)

    def __init__(self, *args: Any, by: User, **named: Any) -> None:
        super().__init__(*args, **named)
        party: Any = self.fields["party"]
        party.queryset = queries.parties_for(by)
        self.fields["roles"] = _role_field()

    def roles(self) -> list[Role]:
        return [Role(each) for each in self.cleaned_data["roles"]]


class RolesForm(forms.Form):
    until = forms.DateField(
        label=_("New roles until"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("That day included; without a day, until they are taken away."),
        error_messages={"invalid": _("Write the day as YYYY-MM-DD, for example 2025-06-14.")},
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["roles"] = _role_field()
        self.order_fields(["roles", "until"])

    def roles(self) -> frozenset[Role]:
        return frozenset(Role(each) for each in self.cleaned_data["roles"])
