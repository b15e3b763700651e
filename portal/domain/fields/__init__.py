"""What a person types: one model for each kind of field, told apart by `kind`."""

from typing import Annotated

from pydantic import Discriminator

from portal.domain.fields.amount import Amount
from portal.domain.fields.amounts import Amounts
from portal.domain.fields.birth import BirthDate
from portal.domain.fields.children import Children
from portal.domain.fields.number import Number
from portal.domain.fields.town import Town

AnyField = Town | BirthDate | Amount | Number | Children | Amounts
TypedField = Annotated[AnyField, Discriminator("kind")]
KINDS = ("town", "birth", "amount", "number", "children", "amounts")
