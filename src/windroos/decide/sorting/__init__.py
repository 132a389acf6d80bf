"""Sorting alternatives into ordered categories, such as verdicts, by profiles between them.

Each method takes a matrix (..., A, L), weights (..., L) and directions (L,), and gives the number
of the category of each alternative, 0 for the worst. Sorting by thresholds on one score is
`windroos.decide.verdicts`.

>>> matrix = [[0.9, 0.8, 0.7], [0.9, 0.5, 0.1], [0.3, 0.9, 0.5]]
>>> compass = MrSort(profiles=((0.4, 0.4, 0.4), (0.7, 0.7, 0.7)), majority=0.6)
>>> compass(matrix, [2, 1, 2]).names.tolist()
['active', 'reactive', 'reactive']
>>> MrSort(compass.profiles, 0.6, veto=0.3)(matrix, [2, 1, 2]).names.tolist()
['active', 'none', 'reactive']
"""

from .electre_tri import ElectreTri, ElectreTriResult, electre_tri
from .mr_sort import MrSort, MrSortResult, mr_sort
from .profiles import Sorted, Thresholds

__all__ = [
    "ElectreTri",
    "ElectreTriResult",
    "MrSort",
    "MrSortResult",
    "Sorted",
    "Thresholds",
    "electre_tri",
    "mr_sort",
]
