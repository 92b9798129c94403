package import ArgumentParser

/// What help says of a confirmation that is bound to words.
package enum ConfirmationHelp {
    package static let code = ArgumentHelp(
        "The code that was shown with words that may name people, once you have read them again.", valueName: "code")
}
