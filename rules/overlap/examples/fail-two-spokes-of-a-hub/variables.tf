variable "hub_cidr" {
  type    = string
  default = "10.64.0.0/16"
}

variable "shop_cidr" {
  type = string
}

variable "stock_cidr" {
  type = string
}
