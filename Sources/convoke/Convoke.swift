import ArgumentParser
@main struct Convoke: AsyncParsableCommand {}
