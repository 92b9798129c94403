internal import CommandSupport
internal import FollowUpService

extension MeasureView: Printed {
    package var lines: [String] {
        MeasureText.lines(self)
    }
}
