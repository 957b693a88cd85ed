"""Who shops and who works here. The e-mail address is the name."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.accounts.countries import country_name


class UserManager(BaseUserManager["User"]):
    """Creates users by e-mail address."""

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """Return the address in lower case: it names one person, however it is typed."""
        return (email or "").strip().lower()

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a user; without a password the account can only be entered by a password reset."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a user who may do everything in the admin.

        Whoever runs commands on the server vouches for the address: it counts as confirmed, so that the first
        merchant gets in before mail is set up.
        """
        from allauth.account.models import EmailAddress  # loads this model first

        user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find a user by e-mail address, whatever its case."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A shopper or a member of staff."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    is_staff = models.BooleanField(_("works here"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_whatever_its_case"),
        ]

    def __str__(self) -> str:
        return self.email

    def clean(self) -> None:
        """Bring the address into the one way it is kept."""
        super().clean()
        self.email = User.objects.normalize_email(self.email)

    def get_full_name(self) -> str:
        """Return the name, or the address where there is none."""
        return self.name or self.email

    def get_short_name(self) -> str:
        """Return the first word of the name, or the address where there is none."""
        return self.name.split()[0] if self.name.strip() else self.email


class Address(models.Model):
    """Where a shopper has parcels sent, and to whom. At most one of a shopper's is the default."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="addresses")
    name = models.CharField(_("full name"), max_length=150)
    street = models.CharField(_("street and number"), max_length=200)
    extra = models.CharField(_("flat, floor, company"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=20, blank=True)
    city = models.CharField(_("town or city"), max_length=100)
    region = models.CharField(_("region"), max_length=100, blank=True)
    country = models.CharField(_("country"), max_length=2)
    phone = models.CharField(_("phone, for the courier"), max_length=30, blank=True)
    is_default = models.BooleanField(_("use this one unless I say otherwise"), default=False)

    PARTS = ("name", "street", "extra", "postcode", "city", "region", "country", "phone")

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        ordering = ["-is_default", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(is_default=True), name="one_default_address_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.place}"

    @property
    def place(self) -> str:
        """Where it is, in one line."""
        return ", ".join((self.street, f"{self.postcode} {self.city}".strip(), self.country_name))

    @property
    def country_name(self) -> str:
        """The country as the active language calls it."""
        return country_name(self.country)

    def parts(self) -> dict[str, str]:
        """Return its fields as a form that asks for an address names them."""
        return {name: getattr(self, name) for name in self.PARTS}
