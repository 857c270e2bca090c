"""Roles."""

from core.people.roles import OPD_ROLES, Membership, Role


def test_the_words_of_roles_stand_in_rows_and_exports() -> None:
    assert [role.value for role in Role] == ["contact", "head", "verifier", "coordinator", "province", "viewer"]


def test_contacts_and_heads_belong_to_an_opd() -> None:
    assert {Role.CONTACT, Role.HEAD} == OPD_ROLES
    assert Membership(1, Role.COORDINATOR, 1, "Kutai Timur").opd_id is None
