/// One person is not invited any more.
public struct WithdrawalText: TemplateFileContent {
    public static let file = TemplateFile.mail("withdrawal")

    public var head = NoticeHead()

    public init() {}
}
