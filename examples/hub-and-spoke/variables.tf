variable "location" {
  type    = string
  default = "westeurope"
}

variable "hub_range" {
  type = string
}

variable "spokes" {
  description = "The address space of each team's network."
  type = map(object({
    range = string
  }))
}
