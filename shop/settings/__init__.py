"""Settings of every shape of running: the same code, told apart by the environment."""

from shop.settings.accounts import *
from shop.settings.addresses import *
from shop.settings.apps import *
from shop.settings.background import *
from shop.settings.data import *
from shop.settings.languages import *
from shop.settings.merchant import *
from shop.settings.operations import *
from shop.settings.payments import *
from shop.settings.rules import *
from shop.settings.shape import *
from shop.settings.static import *
from shop.settings.themes import *
