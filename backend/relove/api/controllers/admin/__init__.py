"""Everything that people of the team may do. A controller is named in `ADMIN`, and has the guard by that alone."""

from __future__ import annotations

from litestar import Router

from relove.api.auth import signed_in
from relove.api.controllers.admin.audit import AuditController
from relove.api.controllers.admin.care import CareController
from relove.api.controllers.admin.content import ContentController
from relove.api.controllers.admin.purchases import PurchasesController
from relove.api.controllers.admin.rights import RightsController
from relove.api.controllers.admin.roles import RolesController
from relove.api.documented import SECURITY
from relove.api.guards import of_the_team
from relove.api.heard import BY_NOBODY

# Paths of controllers are below /api/admin; opt=open_to("support", ...) opens one to more than owners and admins.
ADMIN = Router(
    path="/api/admin",
    guards=[signed_in, of_the_team],
    tags=["admin"],
    security=SECURITY,
    opt=BY_NOBODY,
    route_handlers=[
        RolesController,
        RightsController,
        CareController,
        AuditController,
        ContentController,
        PurchasesController,
    ],
)
