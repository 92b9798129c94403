import Mustache
enum Stub {}
