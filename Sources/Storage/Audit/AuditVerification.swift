public import Coordination
internal import Sealing

extension AuditRecords {
    /// Where the chain ends.
    public func end(at now: Instant) throws -> AuditAnchor {
        guard let row = try records.rows("SELECT position, mac FROM audit_head").first else {
            throw Problem.altered("end of the audit chain")
        }
        return AuditAnchor(
            store: try records.session.open().store, position: try row.integer("position"),
            mac: Digest.hex(try row.bytes("mac")), at: now)
    }

    /// Reads the chain from its first entry and compares it with the anchors that were kept outside.
    public func verify(against anchors: [AuditAnchor], at now: Instant) throws -> AuditVerdict {
        let end = try end(at: now)
        var kept: [Int: String] = [:], wrong: AuditVerdict.Break?
        for anchor in anchors {
            if anchor.store != end.store {
                wrong = .init(
                    position: anchor.position, why: "is not this store's: an anchor names store \(anchor.store)")
            } else if anchor.position < 1 || (kept[anchor.position] ?? anchor.mac) != anchor.mac {
                wrong = .init(position: anchor.position, why: "is recorded by two anchors that contradict each other")
            }
            kept[anchor.position] = anchor.mac
        }
        func verdict(_ entries: Int, _ broken: AuditVerdict.Break?) -> AuditVerdict {
            AuditVerdict(entries: entries, end: end, anchors: kept.count, broken: broken)
        }
        if let wrong { return verdict(0, wrong) }
        guard let row = try records.rows("SELECT first_key FROM audit_head").first,
            let first = try? records.session.key(.audit, records.connection).open(
                try row.bytes("first_key"), at: Ledger.firstKey)
        else { return verdict(0, .init(position: 1, why: "the first key does not open")) }
        var chain = AuditChain(position: 0, mac: AuditChain().mac, key: first)
        while true {
            let page = try records.rows(
                "SELECT * FROM audit WHERE position > \(chain.position) ORDER BY position LIMIT 4096")
            for row in page {
                let next = chain.position + 1, position = try row.integer("position")
                guard position == next else { return verdict(chain.position, .init(position: next, why: "is missing")) }
                let mac = chain.append(
                    Int64(try row.integer("at")),
                    [try row.text("who"), try row.text("verb"), try row.text("subject_id")])
                guard try row.optionalBytes("mac") == mac else {
                    return verdict(next - 1, .init(position: next, why: "is not as it was written"))
                }
                if let anchor = kept[next], anchor != Digest.hex(mac) {
                    return verdict(next, .init(position: next, why: "differs from the anchor kept outside"))
                }
            }
            if page.isEmpty { break }
        }
        let stray = try records.rows("SELECT COUNT(*) AS n FROM audit WHERE position < 1").first?.integer("n") ?? 0
        if stray > 0 { return verdict(chain.position, .init(position: 0, why: "stands before the first entry")) }
        guard chain.position == end.position, Digest.hex(chain.mac) == end.mac else {
            return verdict(
                chain.position,
                .init(position: chain.position + 1, why: "is missing: the chain's end was cut off or replaced"))
        }
        if try Ledger.end(records.session, records.connection).keyBytes != chain.keyBytes {
            return verdict(
                chain.position,
                .init(position: chain.position + 1, why: "cannot follow: the chain's next key was replaced"))
        }
        if let beyond = kept.keys.filter({ $0 > chain.position }).min() {
            return verdict(
                chain.position,
                .init(position: chain.position + 1, why: "is missing: an anchor kept outside stands at \(beyond)"))
        }
        return verdict(chain.position, nil)
    }
}
