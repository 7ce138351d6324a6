spokes = {
  shop  = { cidr = "10.1.0.0/16" }
  stock = { cidr = "10.2.0.0/16" }
}
