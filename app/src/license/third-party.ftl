Circuit Explorer contains the components below, each under its own licence.
The texts are in the folder licenses; that of the Apache License is in LICENSE.
Where a component offers several licences, the first one named is used.

<#list dependencyMap as entry>
<#assign project = entry.getKey()>
<#assign names = entry.getValue()>
${project.groupId}:${project.artifactId} ${project.version}
    licence  <#list names as name>${name}<#sep>, </#list>
<#if (project.organization.name)??>
    by       ${project.organization.name}
<#elseif (project.developers?size > 0) && (project.developers[0].name)??>
    by       ${project.developers[0].name}<#if (project.developers?size > 1)> and others</#if>
</#if>
<#if project.url??>
    from     ${project.url}
</#if>

</#list>
com.github.librepdf:openpdf is used under MPL-2.0; its source is at the address above.

Inside these components:
    the icons of org.kordamp.ikonli:ikonli-feather-pack are Feather's, Copyright (c) 2014-2017 Cole Bemis, MIT
    some images of org.controlsfx:controlsfx are from the Oxygen icon set, CC BY-SA 3.0
    com.formdev:flatlaf-fonts-inter holds Inter, Copyright (c) 2016 The Inter Project Authors, OFL-1.1
    com.formdev:flatlaf-fonts-jetbrains-mono holds JetBrains Mono, Copyright 2020 The JetBrains Mono Project Authors, OFL-1.1
    org.bytedeco:openblas holds OpenBLAS, Copyright (c) 2011-2014 The OpenBLAS Project, BSD-3-Clause, and the run-time libraries of GCC, GPL-3.0 with the GCC Runtime Library Exception
    the native code of org.nd4j:nd4j-native holds oneDNN, Copyright Intel Corporation, Apache-2.0, and FlatBuffers, Copyright Google Inc., Apache-2.0
