/// What a convener should look at before sending.
public enum BalanceWarning: String, Hashable, Sendable, Codable, CaseIterable {
    case outside = "Nobody from outside the capital and the large cities is on the list."
    case outsideAsFarAsKnown =
        "Nobody on the list is known to be from outside the capital and the large cities; the reach of some is not recorded."
    case missionFunded = "Every civil society organization on the list is funded by your own government."
    case hostFunded = "Every civil society organization on the list is funded by the host government."
    case oneLanguage = "Everyone on the list has the same first language."
    case noNewcomers = "Everyone on this list was also invited to an earlier meeting."
}
