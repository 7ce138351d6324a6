# Enough for today, and not for half as much again.
resource "azurerm_virtual_network" "main" {
  name                = "vnet-main"
  resource_group_name = "rg-main"
  location            = "westeurope"
  address_space       = ["10.20.0.0/16"]
}

resource "azurerm_subnet" "nodes" {
  name                 = "snet-nodes"
  resource_group_name  = "rg-main"
  virtual_network_name = azurerm_virtual_network.main.name
  address_prefixes = [
    "10.20.0.0/25", # expect: surge-headroom
    "10.20.1.0/25",
  ]
}

resource "azurerm_kubernetes_cluster" "prod" {
  name                = "aks-prod"
  resource_group_name = "rg-main"
  location            = "westeurope"
  dns_prefix          = "prod"

  default_node_pool {
    name           = "system"
    vm_size        = "Standard_D4s_v5"
    vnet_subnet_id = azurerm_subnet.nodes.id
    node_count     = 5 # related: surge-headroom

    upgrade_settings {
      max_surge = 1
    }
  }

  network_profile {
    network_plugin = "azure"
  }

  identity {
    type = "SystemAssigned"
  }
}
