# The surge is not known, and the nodes alone are too many already.
resource "azurerm_virtual_network" "main" {
  name                = "vnet-main"
  resource_group_name = "rg-main"
  location            = "westeurope"
  address_space       = ["10.20.0.0/16"]
}

variable "max_surge" {
  type = string
}

resource "azurerm_subnet" "nodes" {
  name                 = "snet-nodes"
  resource_group_name  = "rg-main"
  virtual_network_name = azurerm_virtual_network.main.name
  address_prefixes     = ["10.20.0.0/26"] # expect: surge-headroom
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
    node_count     = 2 # related: surge-headroom

    upgrade_settings {
      max_surge = var.max_surge
    }
  }

  network_profile {
    network_plugin = "azure"
  }

  identity {
    type = "SystemAssigned"
  }
}
