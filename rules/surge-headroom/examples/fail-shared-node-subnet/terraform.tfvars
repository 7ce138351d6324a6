node_cidr = "10.20.4.0/24" # expect: surge-headroom
