import Subprocess
enum Stub {}
