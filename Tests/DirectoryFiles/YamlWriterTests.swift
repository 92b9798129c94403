import Coordination
import Fixtures
import Foundation
import Testing

@testable import DirectoryFiles

@Suite struct YamlWriterTests {
    @Test func `everything that is kept of a person is read back`() throws {
        let folder = try TemporaryFolder(), day = People.today
        var contact = try People.contact("ct-1", name: "Ana \"Lluvia\" & *Paz* [x] {y}: # no")
        contact.otherNames = ["Anita"]
        contact.pseudonym = "no"
        contact.position = "Coordinator"
        contact.positionSince = day
        contact.otherPositions = [
            Position(organization: Organization.ID(trusted: "org-1"), title: "Lawyer", since: nil, until: day)
        ]
        contact.consents = [
            People.consent(expires: 9), People.consent(.signOn, withdrawn: -1),
            Consent(
                purpose: .share, channel: .inPerson, group: Group.ID(trusted: "g"), proxy: "Her sister",
                evidence: "a\\b",
                given: day),
        ]
        contact.overrides = [
            ConsentOverride(
                purpose: .invite, channel: .email, subject: "cv-1", reason: "Asked", day: day, by: "officer")
        ]
        contact.tlp = .amberStrict
        contact.isDoNotContact = true
        contact.riskNote = "first\nsecond"
        contact.note = "=1+1"
        contact.externalID = "urn:uuid:1"
        contact.channels.append(SafeChannel(kind: .inPerson, address: "at the market"))
        let organization = Organization(
            id: Organization.ID(trusted: "org-1"), name: "Río", names: ["en": "River"], sector: .media,
            country: contact.country, reach: .regional, size: .small, region: "Atlántida", isHostFunded: false,
            themes: ["land"], populations: ["women-led", "indigenous"], firstMet: day, source: "test: it")
        for (name, text) in [
            ("people", YamlWriter.contacts([contact])), ("organizations", YamlWriter.organizations([organization])),
        ] {
            try Data(text.utf8).write(to: URL(filePath: "\(folder.path)/\(name).yaml"))
        }
        let contents = try DirectoryReader.read(folder.path)
        #expect(contents.contacts == [contact])
        #expect(contents.organizations == [organization])
    }
}
