public import Coordination
internal import DirectoryFiles
public import Installation
internal import Rendering
internal import Storage

extension Operation {
    /// Posts and their designated officers.
    public var posts: Posts { Posts(operation: self) }
}

/// Posts and their designated officers.
public struct Posts: Sendable {
    let operation: Operation

    /// Writes a post down, or changes its facts; its designations stay.
    public func save(_ post: Post) async throws -> Post {
        _ = try SafeText.name(post.name, field: "name")
        for name in (post.names ?? [:]).values { _ = try SafeText.name(name, field: "name") }
        for text in [post.street, post.website, post.source].compactMap({ $0 }) {
            _ = try SafeText.title(text, field: "post")
        }
        if let website = post.website, !website.hasPrefix("https://") {
            throw Problem(.usage, "the website does not begin with https://", remedy: "Give its whole address.")
        }
        try operation.facts.check(post.country)
        return try await operation.change { records in
            var post = post
            let old = try records.posts.one(ifThere: post.id.text)
            post.designations = old?.designations ?? post.designations
            if let names = old?.names { post.names = names.merging(post.names ?? [:]) { $1 } }
            if old == nil { try records.names.checkID(post.id.text) }
            let result = try records.posts.save(post)
            try records.note(result, added: .postAdded, changed: .postChanged, post.id.text)
            return post
        }
    }

    /// Designates an officer or a deputy. All of it is meant to be published.
    public func designate(_ designation: Designation, at id: Post.ID) async throws -> Post {
        _ = try SafeText.name(designation.name, field: "name")
        if let phone = designation.phone { _ = try SafeText.title(phone, field: "phone") }
        return try await operation.change { records in
            var post = try records.posts.one(id)
            try post.designate(designation)
            _ = try records.posts.save(post)
            try records.note(.postDesignate, id.text)
            return post
        }
    }

    public func one(_ id: Post.ID) async throws -> Post { try await operation.read { try $0.posts.one(id) } }

    public func all() async throws -> [Post] { try await operation.read { try $0.posts.all() } }

    /// Those who are designated on a day.
    public func designated(at post: Post, on day: CalendarDay? = nil) throws -> [Designation] {
        try post.designated(on: day ?? operation.today())
    }

    /// Writes the public page and the vCard of who is designated at a post today.
    /// - Throws: `Problem.notAllowed` where they name someone of the directory who did not agree to it.
    public func publish(_ id: Post.ID, page: String?, card: String?, in wanted: Language?) async throws {
        let post = try await operation.read { try $0.posts.one(id) }
        let people = post.designated(on: try operation.today())
        guard !people.isEmpty else {
            throw Problem(
                .notAllowed, at: id.text, "has nobody designated today",
                remedy: "Designate someone with \(.postDesignate).")
        }
        let language = try operation.textLanguage(wanted)
        let content = try content(of: post, people, language)
        let cards = people.map { VCardWriter.card(of: $0, at: post) }.joined()
        let shown = Set(people.map(\.address))
        let named = try await operation.people(namedIn: [content.words, cards])
        let hidden = try await operation.gate().unnamed(named).filter { contact in
            !(contact.email.map(shown.contains) ?? false)
        }
        let file = try await operation.gate().clear(
            Export(
                words: content.words + "\n" + cards,
                bytes: operation.pages.page(content, title: content.post, in: language).utf8), hiding: hidden)
        let vCard = try await operation.gate().clear(Export(text: cards), hiding: hidden)
        for path in [page, card].compactMap({ $0 }) { try operation.home.checkOutput(path) }
        if let page { try Home.write(file, to: page) }
        if let card { try Home.write(vCard, to: card) }
        try await operation.change { try $0.note(.postPublish, id.text) }
    }

    private func content(of post: Post, _ people: [Designation], _ language: Language) throws -> PostPage {
        let words = try operation.pages.words(in: language)
        var page = PostPage()
        page.post = try operation.pages.mission(post.name(in: language), in: language).alone
        page.country = operation.facts.countryName(post.country.rawValue, in: language)
        page.street = post.street
        page.website = post.website
        page.made = MomentText.day(try operation.today(), in: language)
        page.people = people.map { item in
            var person = PostPage.Person()
            person.name = item.name
            person.role = words["post-\(item.role.rawValue)"]
            person.address = item.address.rawValue
            person.phone = item.phone
            person.languages = item.languages.map { operation.facts.languageName($0.rawValue, in: language) }
                .joined(separator: ", ")
            return person
        }
        return page
    }
}
