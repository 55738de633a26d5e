"""Access tokens."""

from relove.integrations.tokens.jwt import JwtAccessTokens

__all__ = ["JwtAccessTokens"]
