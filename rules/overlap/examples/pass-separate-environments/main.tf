# One plan for all environments: they are never joined.
variable "environment" {
  type = string
}

variable "cidr" {
  type = string
}

resource "azurerm_virtual_network" "hub" {
  name                = "vnet-hub-${var.environment}"
  resource_group_name = "rg-${var.environment}"
  location            = "westeurope"
  address_space       = [cidrsubnet(var.cidr, 4, 0)]
}

resource "azurerm_virtual_network" "spoke" {
  name                = "vnet-spoke-${var.environment}"
  resource_group_name = "rg-${var.environment}"
  location            = "westeurope"
  address_space       = [cidrsubnet(var.cidr, 4, 1)]
}

resource "azurerm_virtual_network_peering" "spoke_to_hub" {
  name                      = "to-hub"
  resource_group_name       = "rg-${var.environment}"
  virtual_network_name      = azurerm_virtual_network.spoke.name
  remote_virtual_network_id = azurerm_virtual_network.hub.id
}
