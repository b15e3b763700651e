"""The aid simulator: questions, result, how to ask, « et si », and the counsellors' page."""

from portal.web.simulation.expert import routes as expert_routes
from portal.web.simulation.questions import routes as question_routes
from portal.web.simulation.result import routes as result_routes
from portal.web.simulation.whatif import routes as whatif_routes

routes = [*result_routes, *whatif_routes, *expert_routes, *question_routes]
