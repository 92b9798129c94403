internal import Installation

/// Foundation has an `Operation`, too.
typealias Operation = Installation.Operation
