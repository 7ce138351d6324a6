platform_cidr = "10.32.0.0/16" # related: overlap
