"""Lets Evolution's library read a file: ecal_reader.py FILE START END. Needs the bindings of Debian's own Python."""
import pathlib
import sys

import gi
gi.require_version("ECal", "2.0")
gi.require_version("EDataServer", "1.2")
from gi.repository import ECal, EDataServer, ICalGLib  # noqa: E402


def read(arguments):
    if not arguments:
        release = ".".join(str(getattr(EDataServer, f"EDS_{part}_VERSION")) for part in ("MAJOR", "MINOR", "MICRO"))
        return print(f"libecal {release} on libical")
    calendar = ICalGLib.Parser.parse_string(pathlib.Path(arguments[0]).read_bytes().decode())
    world = ICalGLib.Timezone.get_utc_timezone()
    held, found, moved = {}, [], set()

    def zone(name, *_):  # the caller takes no reference, so the zone must be held here
        return held.setdefault(name, calendar.get_timezone(name) or world)

    def add(_, start, end, *__):
        times = [at if at.is_date() else at.convert_to_zone(world) for at in (start, end)]
        found.append((not component.get_first_property(identity), *(at.as_ical_string() for at in times)))
        return True

    identity = ICalGLib.PropertyKind.RECURRENCEID_PROPERTY
    window = [ICalGLib.Time.new_from_string(text) for text in arguments[1:]]
    component = calendar.get_first_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
    while component:
        changed = component.get_first_property(identity)
        if changed:  # Evolution's client takes the replaced occurrence out, this function does not
            at = changed.get_recurrenceid()
            name = changed.get_first_parameter(ICalGLib.ParameterKind.TZID_PARAMETER)
            if name:
                at.set_timezone(zone(name.get_tzid()))
            moved.add((at if at.is_date() else at.convert_to_zone(world)).as_ical_string())
        ECal.recur_generate_instances_sync(component, *window, add, None, zone, None, world, None)
        component = calendar.get_next_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
    for of_master, start, end in found:
        if not (of_master and start in moved):
            print(start, end)


read(sys.argv[1:])
