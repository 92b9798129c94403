import Coordination
import Fixtures
import Testing

@Suite struct MinutesTests {
    private func organization(_ id: String, _ name: String) -> Organization {
        Organization(id: Identifier(trusted: id), name: name, sector: .civilSociety, source: "test")
    }

    @Test func `a promise may name its kind measure and point`() throws {
        let minutes = try Minutes(
            parsing:
                "- [ ] Embassy: observe (the hearing) (trial-observation; due 2026-04-01; measure MC-1-20; point 2)\n- [ ] Firm: answer (in writing)\n"
        )
        let first = minutes.commitments[0]
        #expect(first.promise == "observe (the hearing)")
        #expect(first.kind == .trialObservation)
        #expect(first.due == (try CalendarDay(parsing: "2026-04-01")))
        #expect(first.measure == "MC-1-20")
        #expect(first.point == 2)
        #expect(minutes.commitments[1].promise == "answer (in writing)")
    }

    @Test(arguments: [
        "vence 2027-02-01", "Vence el 2027-02-01", "plazo: 2027-02-01", "échéance 2027-02-01", "prazo 2027-02-01",
        "by 2027-02-01",
        "vence 2027-02-01; demarche",
    ]) func `a day is read in each language`(terms: String) throws {
        let commitment = try #require(try Minutes(parsing: "- [ ] A: write (\(terms))").commitments.first)
        #expect(commitment.promise == "write" && commitment.due?.description == "2027-02-01")
    }

    @Test(arguments: ["due 15/01/2027", "vence 15/01/2027", "échéance 1er mars 2027"])
    func `a day that could be another is not lost but refused`(terms: String) {
        #expect { _ = try Minutes(parsing: "- [ ] A: write (\(terms))") } throws: {
            "\($0)".contains("is not written with the year first") && "\($0)".contains("line 1")
        }
    }

    @Test(arguments: ["by hand", "plazo", "ponto por ponto", "medida por medida"])
    func `a remark stays a remark`(remark: String) throws {
        let commitment = try #require(try Minutes(parsing: "- [ ] A: write (\(remark))").commitments.first)
        #expect(commitment.promise == "write (\(remark))")
    }

    @Test(arguments: [
        "- [ ] A: b (due 2026-04-01; nonsense)", "- [ ] A: b (point 2)", "- [ ] A: b (due 2026-04-01; point x)",
        "- [ ] A: b (measure )",
    ])
    func `brackets that cannot be read are refused`(line: String) {
        #expect { try Minutes(parsing: line) } throws: { ($0 as? Problem)?.place == "line 1" }
    }

    @Test func `Chatham House minutes name no organization and every place is told`() throws {
        let ana = try People.contact("ana")
        let organizations = [
            organization("org-1", "River Council (demonstration)"),
            organization("org-2", "Committee for the Press (CFTP)"), organization("org-3", "Another One"),
        ]
        let minutes = try Minutes(
            parsing: "# Minutes\n\nThe river council spoke.\nSo did ANA LUCIA Quintanilla.\n\nCFTP agreed.\n")
        #expect {
            try minutes.checkAttribution(.chathamHouse, people: [ana], organizations: organizations)
        } throws: {
            let problem = $0 as? Problem
            return problem?.place == "line 3"
                && problem?.what
                    == "names org-1, but the convening is chatham-house (also line 4: ana, line 6: org-2)"
        }
        #expect(throws: Never.self) {
            try minutes.checkAttribution(.onRecord, people: [ana], organizations: organizations)
        }
    }

    @Test func `ids and addresses are found in minutes`() throws {
        let ana = try People.contact("demo-ana", name: "Somebody Else Entirely")
        let minutes = try Minutes(parsing: "one (demo-ana).\nwrite to lluvia@x, as agreed\nwell-known @home\n")
        #expect(minutes.mentions(of: [ana], []).map(\.id) == ["demo-ana", "an address"])
        #expect(minutes.mentions(of: [ana], []).map(\.line) == [1, 2])
    }

    @Test func `a misspelt kind is not taken for a part of the promise`() throws {
        #expect { try Minutes(parsing: "- [ ] A: ask (demarch)") } throws: {
            ($0 as? Problem)?.remedy == "Did you mean 'demarche'?"
        }
        for text in [
            "ask (soon)", "go (due to the threats)", "read (point by point)", "bring (food; water)",
            "agree (measure by measure)", "write (letters)", "write (the latter)", "give (reward)",
            "keep (commitments)",
        ] {
            #expect(try Minutes(parsing: "- [ ] A: \(text)").commitments.map(\.promise) == [text])
        }
    }

    @Test func `who promised is not kept under the rule`() throws {
        let ana = try People.contact("ana"), council = organization("org-1", "River Council")
        let minutes = try Minutes(
            parsing: "one\n- [ ] River Council: come again (due 2026-04-01)\n- [ ] Ana Lucía Quintanilla: write\n")
        #expect(throws: Never.self) {
            try minutes.checkAttribution(.chathamHouse, people: [ana], organizations: [council])
        }
        #expect(minutes.kept(.chathamHouse).text == "one\n- [ ] come again\n- [ ] write\n")
        #expect(minutes.kept(.chathamHouse).commitments.isEmpty)
        #expect(minutes.kept(.onRecord) == minutes)
        let said = try Minutes(parsing: "- [ ] Firm: answer the River Council\n")
        #expect(
            refusal {
                try said.checkAttribution(.offRecord, people: [ana], organizations: [council])
            } == Refusal(.notAllowed, at: "line 1"))
    }

    @Test func `no list is kept under the rule`() throws {
        let list = Attendance(people: [Identifier(trusted: "ana")])
        #expect(refusal { try list.check(.chathamHouse) } == Refusal(.notAllowed, at: "attendance"))
        #expect(refusal { try list.check(.offRecord) } == Refusal(.notAllowed, at: "attendance"))
        #expect(throws: Never.self) { try list.check(.onRecord) }
        #expect(throws: Never.self) { try Attendance(counts: [.media: 3]).check(.chathamHouse) }
    }
}
