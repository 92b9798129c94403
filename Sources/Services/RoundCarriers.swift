internal import ConveningService
public import Installation
internal import PeopleService

/// Everyone who carries out long work. Each front opens its installation with them.
public enum RoundCarriers {
    public static let all: [any RoundCarrier] = [MailingCarrier(), PeopleCarrier()]
}
