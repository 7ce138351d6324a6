# The spoke's range is computed: the comment goes to the computation, and the base is told as well.
variable "platform_cidr" {
  type = string
}

resource "azurerm_virtual_network" "hub" {
  name                = "vnet-hub"
  resource_group_name = "rg-hub"
  location            = "westeurope"
  address_space       = ["10.32.48.0/20"] # related: overlap
}

resource "azurerm_virtual_network" "spoke" {
  name                = "vnet-spoke"
  resource_group_name = "rg-spoke"
  location            = "westeurope"
  address_space       = [cidrsubnet(var.platform_cidr, 4, 3)] # expect: overlap
}

# related: overlap
resource "azurerm_virtual_network_peering" "spoke_to_hub" {
  name                      = "to-hub"
  resource_group_name       = "rg-spoke"
  virtual_network_name      = azurerm_virtual_network.spoke.name
  remote_virtual_network_id = azurerm_virtual_network.hub.id
}
