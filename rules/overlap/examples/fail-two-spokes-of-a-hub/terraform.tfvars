shop_cidr  = "10.65.0.0/20" # related: overlap
stock_cidr = "10.65.8.0/21" # expect: overlap
