"""Typed settings, read once at start-up: from the environment, then from `.env` in the root."""

from relove.config.loading import SettingsError, load_settings, missing, read_settings
from relove.config.settings import Settings, project_root, variable
from relove.config.values import MODULES, encryption_keys

__all__ = [
    "MODULES",
    "Settings",
    "SettingsError",
    "encryption_keys",
    "load_settings",
    "missing",
    "project_root",
    "read_settings",
    "variable",
]
