"""The addresses of decisions, their minutes, and reviews, within a case."""

from django.urls import path

from windroos.apps.compass.views import minutes, reviews
from windroos.apps.compass.views.decisions import deciding, drafting, listing

urlpatterns = [
    path("<slug:case>/decisions/", listing.decisions, name="decisions"),
    path("<slug:case>/decisions/to-decide/", deciding.to_decide, name="to_decide"),
    path("<slug:case>/decisions/new/", drafting.new, name="draft_new"),
    path("<slug:case>/decisions/drafts/<int:number>/", drafting.draft, name="draft"),
    path("<slug:case>/decisions/drafts/<int:number>/edit/", drafting.edit, name="draft_edit"),
    path("<slug:case>/decisions/drafts/<int:number>/move/", drafting.move, name="draft_move"),
    path(
        "<slug:case>/decisions/drafts/<int:number>/return/",
        drafting.give_back,
        name="draft_return",
    ),
    path("<slug:case>/decisions/<slug:id>/", listing.decision, name="decision"),
    path("<slug:case>/decisions/<slug:id>/correct/", listing.correct, name="decision_correct"),
    path("<slug:case>/decisions/<slug:id>/revoke/", listing.revoke, name="decision_revoke"),
    path("<slug:case>/minutes/", minutes.all_of_them, name="all_minutes"),
    path("<slug:case>/minutes/<slug:date>/<str:authority>/", minutes.one_of_them, name="minutes"),
    path("<slug:case>/reviews/", reviews.all_reviews, name="reviews"),
    path("<slug:case>/reviews/<int:number>/", reviews.review, name="review"),
]
