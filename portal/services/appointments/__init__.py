"""Who holds which post from which day to which day: the only source of every right."""

from portal.services.appointments.entry import AppointmentEntry
from portal.services.appointments.making import (
    access_appointment,
    empower,
    end_appointment,
    make_appointment,
    withdraw_appointment,
)
from portal.services.appointments.reading import (
    PAGE,
    Filter,
    Held,
    Offers,
    Places,
    find_held_or_none,
    list_appointments,
    list_of_department,
    list_of_user,
    list_own,
    list_people,
    list_places,
    offers,
)
from portal.services.appointments.seats import EmptySeat, list_empty_seats

__all__ = [
    "PAGE",
    "AppointmentEntry",
    "EmptySeat",
    "Filter",
    "Held",
    "Offers",
    "Places",
    "access_appointment",
    "empower",
    "end_appointment",
    "find_held_or_none",
    "list_appointments",
    "list_empty_seats",
    "list_of_department",
    "list_of_user",
    "list_own",
    "list_people",
    "list_places",
    "make_appointment",
    "offers",
    "withdraw_appointment",
]
