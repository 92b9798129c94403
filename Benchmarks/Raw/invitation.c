// The floor for writing one invitation: libical called from C and nothing else. Prints seconds for COUNT objects, or the
// first object where SHOW is given:  invitation COUNT [SHOW]
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void observance(icalcomponent *zone, icalcomponent_kind kind, const char *start, int from, int to,
                       const char *name, const char *rule) {
    icalcomponent *part = icalcomponent_new(kind);
    icalcomponent_add_property(part, icalproperty_new_dtstart(icaltime_from_string(start)));
    icalcomponent_add_property(part, icalproperty_new_tzoffsetfrom(from));
    icalcomponent_add_property(part, icalproperty_new_tzoffsetto(to));
    icalcomponent_add_property(part, icalproperty_new_tzname(name));
    icalcomponent_add_property(part, icalproperty_new_rrule(icalrecurrencetype_from_string(rule)));
    icalcomponent_add_component(zone, part);
}

static void add_time(icalcomponent *event, icalproperty *property) {
    icalproperty_add_parameter(property, icalparameter_new_tzid("Europe/Brussels"));
    icalcomponent_add_property(event, property);
}

int main(int argc, char **argv) {
    int count = argc > 1 ? atoi(argv[1]) : 1000;
    size_t bytes = 0;
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    for (int i = 0; i < count; i++) {
        char uid[64];
        snprintf(uid, sizeof uid, "%032d", i);
        icalcomponent *calendar = icalcomponent_new(ICAL_VCALENDAR_COMPONENT);
        icalcomponent_add_property(calendar, icalproperty_new_prodid("-//Convoke//Convoke//EN"));
        icalcomponent_add_property(calendar, icalproperty_new_version("2.0"));
        icalcomponent_add_property(calendar, icalproperty_new_calscale("GREGORIAN"));
        icalcomponent_add_property(calendar, icalproperty_new_method(ICAL_METHOD_REQUEST));
        icalcomponent *zone = icalcomponent_new(ICAL_VTIMEZONE_COMPONENT);
        icalcomponent_add_property(zone, icalproperty_new_tzid("Europe/Brussels"));
        observance(zone, ICAL_XSTANDARD_COMPONENT, "19701025T030000", 7200, 3600, "CET", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10");
        observance(zone, ICAL_XDAYLIGHT_COMPONENT, "19700329T020000", 3600, 7200, "CEST", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3");
        icalcomponent_add_component(calendar, zone);
        icalcomponent *event = icalcomponent_new(ICAL_VEVENT_COMPONENT);
        icalcomponent_add_property(event, icalproperty_new_uid(uid));
        icalcomponent_add_property(event, icalproperty_new_dtstamp(icaltime_from_string("20260305T120000Z")));
        icalcomponent_add_property(event, icalproperty_new_sequence(0));
        icalproperty *organizer = icalproperty_new_organizer("mailto:officer@mission.example");
        icalproperty_add_parameter(organizer, icalparameter_new_cn("Human Rights Officer"));
        icalcomponent_add_property(event, organizer);
        icalproperty *attendee = icalproperty_new_attendee("mailto:ana@example.org");
        icalproperty_add_parameter(attendee, icalparameter_new_cutype(ICAL_CUTYPE_INDIVIDUAL));
        icalproperty_add_parameter(attendee, icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT));
        icalproperty_add_parameter(attendee, icalparameter_new_partstat(ICAL_PARTSTAT_NEEDSACTION));
        icalproperty_add_parameter(attendee, icalparameter_new_rsvp(ICAL_RSVP_TRUE));
        icalproperty_add_parameter(attendee, icalparameter_new_cn("Ana Quintanilla"));
        icalcomponent_add_property(event, attendee);
        add_time(event, icalproperty_new_dtstart(icaltime_from_string("20260612T140000")));
        add_time(event, icalproperty_new_dtend(icaltime_from_string("20260612T153000")));
        icalcomponent_add_property(event, icalproperty_new_summary("Roundtable"));
        icalcomponent_add_property(event, icalproperty_new_class(ICAL_CLASS_PUBLIC));
        icalcomponent_add_property(event, icalproperty_new_status(ICAL_STATUS_CONFIRMED));
        icalcomponent_add_property(event, icalproperty_new_transp(ICAL_TRANSP_OPAQUE));
        icalcomponent_add_component(calendar, event);
        char *text = icalcomponent_as_ical_string_r(calendar);
        for (char *p = text; *p; p++) bytes++;
        if (argc > 2) return fputs(text, stdout) < 0;
        free(text);
        icalcomponent_free(calendar);
    }
    clock_gettime(CLOCK_MONOTONIC, &b);
    fprintf(stderr, "%zu bytes\n", bytes);
    printf("%.6f\n", (b.tv_sec - a.tv_sec) + (b.tv_nsec - a.tv_nsec) / 1e9);
    return 0;
}
