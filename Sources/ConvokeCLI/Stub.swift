import ArgumentParser
enum Stub {}
