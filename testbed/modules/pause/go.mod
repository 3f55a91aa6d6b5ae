module mlops-suite/testbed/pause

go 1.24
