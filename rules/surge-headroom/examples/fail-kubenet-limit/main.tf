# kubenet keeps a route for every node and ends at 400 nodes, surge included.
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
  address_prefixes     = ["10.20.0.0/22"]
}

resource "azurerm_kubernetes_cluster" "legacy" {
  name                = "aks-legacy"
  resource_group_name = "rg-main"
  location            = "westeurope"
  dns_prefix          = "legacy"

  default_node_pool {
    name                 = "system"
    vm_size              = "Standard_D4s_v5"
    vnet_subnet_id       = azurerm_subnet.nodes.id
    auto_scaling_enabled = true
    min_count            = 3
    max_count            = 390 # related: surge-headroom

    upgrade_settings {
      max_surge = "10%"
    }
  }

  network_profile {
    network_plugin = "kubenet"
    pod_cidr       = "10.240.0.0/14" # expect: surge-headroom
  }

  identity {
    type = "SystemAssigned"
  }
}
