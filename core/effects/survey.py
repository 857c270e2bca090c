"""Orders about the survey of a service's users."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OpenSurvey:
    """Makes the link of an OPD's survey, where it has none."""

    assessment: int


@dataclass(frozen=True, slots=True)
class RestartSurvey:
    """A coordinator drops all answers and makes a new link, after somebody has abused the old one."""

    assessment: int


@dataclass(frozen=True, slots=True)
class SendSurveySheet:
    """Sends the sheet with the QR code, to be put up where users see it. `address` is the page's."""

    assessment: int
    address: str


SurveyEffect = OpenSurvey | RestartSurvey | SendSurveySheet
