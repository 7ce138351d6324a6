hub_range = "10.0.0.0/22"

spokes = {
  orders   = { range = "10.1.0.0/22" }
  payments = { range = "10.1.2.0/23" }
  reports  = { range = "10.2.0.0/24" }
}
