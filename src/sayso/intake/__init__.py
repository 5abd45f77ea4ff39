"""Bytes, paths and URLs to reports. The only room that touches the network, and only for a URL the user gives."""

from sayso.intake.pdf import Box
from sayso.intake.receive import boxes, expand, receive
from sayso.intake.received import Place, Received, Settings

__all__ = ["Box", "Place", "Received", "Settings", "boxes", "expand", "receive"]
