import Testing

@testable import Coordination

@Suite struct OrganizationWordsTests {
    private func found(_ name: String, in text: String) throws -> Bool {
        let organization = try Organization(
            id: Identifier(parsing: "org-1"), name: name, sector: .civilSociety, source: "x")
        let words = TextWord.all(in: text)
        return !OrganizationWords(organization, but: ["northland"]).found(
            in: words, inHaste: !words.contains(where: \.isCapital)
        ).isEmpty
    }

    @Test(arguments: [
        ("Red de Abogadas Defensoras", "las abogadas no pueden"),
        ("Red de Abogadas Defensoras", "Las Abogadas no pueden"),
        ("Red de Abogadas Defensoras", "porque abogadas defensoras no pueden"),
        ("Red de Abogadas Defensoras", "Por motivos de la red"),
        ("Cámara de Comercio de Cortés", "la camara no participa"),
        ("Cámara de Comercio de Cortés", "Nos vemos en cámara de comercio"),
        ("Patronato de Tela", "En el patronato, a las diez"), ("Radio La Voz del Valle", "Voz del Valle no puede"),
        ("River Council", "The council cannot come"), ("Ligue des Droits", "la ligue ne peut pas"),
        ("Sindicato de Maestras", "a petición del sindicato"),
    ])
    func `what can mean an organization of the list is found`(name: String, text: String) throws {
        #expect(try found(name, in: text))
    }

    @Test(arguments: [
        ("Red de Abogadas Defensoras", "Por razones de salud no podemos reunirnos"),
        ("Cámara de Comercio de Cortés", "Hablaremos del comercio en otra ocasión"),
        ("Human Rights Network", "We talk about the human rights situation, with a network of experts"),
        ("Mujeres en Acción", "la situación de las mujeres"), ("Patronato de Tela", "Nos vemos en otro lugar"),
        ("Embajada de Northland", "La sala de Northland está cerrada"),
    ])
    func `ordinary words are not taken for an organization`(name: String, text: String) throws {
        #expect(try !found(name, in: text))
    }
}
