// The doors have the names and types that the libraries' own headers give, so nothing is declared here.
