"""Which WebSocket addresses there are."""

from channels.routing import URLRouter
from django.urls import path, re_path

from shop.live import consumer

websocket = URLRouter([path("ws/live/", consumer.live), re_path("", consumer.refuse)])
