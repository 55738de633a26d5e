"""The methods of the Bot API that reLove uses, one table over all files of this package."""

from relove.sandbox.methods.call import Call, Handler
from relove.sandbox.methods.documents import DOCUMENTS
from relove.sandbox.methods.editing import EDITING
from relove.sandbox.methods.payments import PAYMENTS
from relove.sandbox.methods.profile import PROFILE
from relove.sandbox.methods.receiving import RECEIVING
from relove.sandbox.methods.sending import SENDING

METHODS: dict[str, Handler] = {**RECEIVING, **SENDING, **DOCUMENTS, **EDITING, **PAYMENTS, **PROFILE}

__all__ = ["METHODS", "Call", "Handler"]
