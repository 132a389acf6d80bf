"""What is stored of relations with regions abroad, one module per matter."""

from windroos.apps.network.models.dialogues import Dialogue, Point, Recorded, Referral
from windroos.apps.network.models.relations import Relation

__all__ = ["Dialogue", "Point", "Recorded", "Referral", "Relation"]
