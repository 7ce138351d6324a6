# Overlay: every node takes a /24 of the pod range, and a /20 has sixteen. Two clusters of the same range do not add up.
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
  address_prefixes     = [cidrsubnet("10.20.0.0/16", 6, 1)]
}

locals {
  clusters = {
    blue  = { pods = "10.244.0.0/20", nodes = 16 } # expect: surge-headroom
    green = { pods = "10.244.0.0/20", nodes = 14 }
  }
}

resource "azurerm_kubernetes_cluster" "this" {
  for_each            = local.clusters
  name                = "aks-${each.key}"
  resource_group_name = "rg-main"
  location            = "westeurope"
  dns_prefix          = each.key

  default_node_pool {
    name           = "system"
    vm_size        = "Standard_D4s_v5"
    vnet_subnet_id = azurerm_subnet.nodes.id
    node_count     = each.value.nodes

    upgrade_settings {
      max_surge = 2
    }
  }

  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    pod_cidr            = each.value.pods
  }

  identity {
    type = "SystemAssigned"
  }
}
