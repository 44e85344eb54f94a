package io.github.dynamodbjcache.examples.kotlin

import io.github.dynamodbjcache.DynamoDbCachingProvider
import java.nio.file.Files
import java.nio.file.Path
import java.util.UUID
import javax.cache.Cache
import javax.cache.CacheManager
import javax.cache.configuration.MutableConfiguration
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.api.io.TempDir

/** Kotlin's classes as keys and values, and coroutines, in two managers over the same tables. */
@Timeout(120)
class LibraryTest {

    private val provider = DynamoDbCachingProvider()
    private val names = mapOf("books" to "books-${UUID.randomUUID()}", "searches" to "searches-${UUID.randomUUID()}")
    private val emma = Isbn("978-0-14-143958-7")

    @TempDir
    private lateinit var folder: Path

    @AfterEach
    fun close() = provider.close()

    /** What another process would have: a manager is one for each address of a file. */
    private fun manager(): CacheManager {
        val file = Files.createTempDirectory(folder, "process").resolve("dynamodb-jcache.conf")
        javaClass.getResourceAsStream("/dynamodb-jcache.conf")!!.use { Files.copy(it, file) }
        return provider.getCacheManager(file.toUri(), javaClass.classLoader)
    }

    private fun <K, V> MutableConfiguration<K, V>.of(name: String, manager: CacheManager): Cache<K, V> =
        manager.createCache(names[name] ?: name, this)

    private fun books(manager: CacheManager) =
        MutableConfiguration<Isbn, Book>()
            .setTypes(Isbn::class.java, Book::class.java)
            .of("books", manager)

    private fun library(manager: CacheManager) =
        Library(books(manager), MutableConfiguration<Search, List<String>>().of("searches", manager))

    @Test
    fun `data classes and value classes come back in another process`() = runBlocking<Unit> {
        val one = library(manager())
        val there = manager()
        val other = library(there)

        one.add(Book(emma, "Emma"))

        assertThat(other.book(emma)).isEqualTo(Book(emma, "Emma"))
        assertThat(other.book(Isbn("none"))).isNull()
        val found = there.getCache(names["books"], Isbn::class.java, Book::class.java).single()
        assertThat(found.key).isEqualTo(emma)
        assertThat(found.value.title).isEqualTo("Emma")
    }

    @Test
    fun `objects and data classes with enum constants are keys`() = runBlocking<Unit> {
        val one = library(manager())
        val other = library(manager())
        val keys = listOf(Search.Everything, Search.ByShelf(Room.ATTIC, 1), Search.ByShelf(Room.CELLAR, 1))

        keys.forEach { key -> one.titles(key) { listOf(key.toString()) } }

        keys.forEach { key ->
            assertThat(other.titles(key) { error("not found: $key") }).containsExactly(key.toString())
        }
    }

    /** Forty coroutines in two processes: each has lent the book once. */
    @Test
    fun `no coroutine loses what another does`() = runBlocking<Unit> {
        val libraries = listOf(library(manager()), library(manager()))
        libraries.first().add(Book(emma, "Emma"))

        val counts = withContext(Dispatchers.Default) {
            (0 until LENDINGS).map { async { libraries[it % 2].lend(emma) } }.awaitAll()
        }

        assertThat(counts).containsExactlyInAnyOrderElementsOf(1..LENDINGS)
        assertThat(libraries.last().book(emma)?.lent).isEqualTo(LENDINGS)
    }

    /** `Int::class.java` is Java's `int`, and means the objects that a cache holds. */
    @Test
    fun `numbers are typed as Kotlin has them`() {
        val cache =
            MutableConfiguration<Int, Long>()
                .setTypes(Int::class.java, Long::class.java)
                .of("numbers-${UUID.randomUUID()}", manager())

        cache.put(7, 49L)

        assertThat(cache.get(7)).isEqualTo(49L)
        assertThat(cache.single().key).isEqualTo(7)
    }

    private companion object {
        const val LENDINGS = 40
    }
}
