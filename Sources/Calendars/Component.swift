internal import CLibical

/// A calendar component that belongs to us, with everything added to it.
final class Component {
    private let handle: OpaquePointer
    /// Whether freeing it is ours; a part of another component is freed with that one.
    private var isOwned = true

    init(_ kind: icalcomponent_kind) { handle = icalcomponent_new(kind) }
    init(takingOwnershipOf handle: OpaquePointer) { self.handle = handle }
    deinit { if isOwned { icalcomponent_free(handle) } }

    /// Adds a property, which then belongs to this component.
    func add(_ property: OpaquePointer?, parameters: [OpaquePointer?] = []) {
        guard let property else { return }
        for parameter in parameters { icalproperty_add_parameter(property, parameter) }
        icalcomponent_add_property(handle, property)
    }

    /// Adds a component, whose handle then belongs to this one.
    func add(_ kind: icalcomponent_kind, _ fill: (Component) throws -> Void) rethrows {
        let child = Component(kind)
        try fill(child)
        icalcomponent_add_component(handle, child.handle)
        child.isOwned = false
    }

    /// The properties of a kind, borrowed: they live as long as this component.
    func properties(_ kind: icalproperty_kind) -> [OpaquePointer] {
        var found: [OpaquePointer] = []
        var next = icalcomponent_get_first_property(handle, kind)
        while let property = next {
            found.append(property)
            next = icalcomponent_get_next_property(handle, kind)
        }
        return found
    }

    /// Copies of the components of a kind.
    func children(_ kind: icalcomponent_kind) -> [Component] {
        var found: [Component] = []
        var next = icalcomponent_get_first_component(handle, kind)
        while let child = next {
            found.append(Component(takingOwnershipOf: icalcomponent_new_clone(child)))
            next = icalcomponent_get_next_component(handle, kind)
        }
        return found
    }

    /// Whether libical understood every value; what it did not, it replaces by X-LIC-ERROR.
    var isWithoutErrors: Bool { icalcomponent_count_errors(handle) == 0 }

    /// The text form with CRLF and folded lines, or `nil`.
    func text() -> String? {
        guard let text = icalcomponent_as_ical_string_r(handle) else { return nil }
        defer { icalmemory_free_buffer(text) }
        return String(cString: text)
    }

    /// `nil` where the text is not one component.
    static func parse(_ text: String) -> Component? {
        icalparser_parse_string(text).map { Component(takingOwnershipOf: $0) }
    }
}
